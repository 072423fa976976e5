-- One row for each company, which changes in place as prices arrive.

CREATE TABLE prices (
  day    DATE,
  symbol STRING,
  price  DECIMAL(10, 2)
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/prices.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

SELECT symbol, COUNT(*) AS prices, MIN(price) AS lowest, AVG(price) AS average, MAX(price) AS highest
FROM prices
GROUP BY symbol;

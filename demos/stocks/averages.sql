-- The average price of each company over the last 90 days, every 30 days.
-- The file is replayed at ${PACE} rows a second; 0 reads it as fast as possible.

CREATE TABLE prices (
  day    DATE,
  symbol STRING,
  price  DECIMAL(10, 2),
  ts AS CAST(day AS TIMESTAMP(3)),
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/prices.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

SELECT window_start, window_end, symbol, AVG(price) AS average_price
FROM TABLE(HOP(TABLE prices, DESCRIPTOR(ts), INTERVAL '30' DAY, INTERVAL '90' DAY))
GROUP BY window_start, window_end, symbol;

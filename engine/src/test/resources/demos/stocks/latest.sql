SELECT
  symbol,
  count(*),
  min(price),
  CAST(round(CAST(sum(price) AS DOUBLE) / count(*), 6) AS DECIMAL(38, 6)),
  max(price)
FROM (
  SELECT symbol, CAST(price AS DECIMAL(10, 2)) AS price
  FROM read_csv('${DEMO}/prices.csv', header = true)
)
GROUP BY symbol

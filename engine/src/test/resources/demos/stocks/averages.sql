WITH prices AS (
  SELECT day, symbol, CAST(price AS DECIMAL(10, 2)) AS price, epoch_ms(CAST(day AS TIMESTAMP)) AS ms
  FROM read_csv('${DEMO}/prices.csv', header = true)
),
windows AS (
  SELECT (ms // 2592000000 - n) * 2592000000 AS start, symbol, price
  FROM prices, generate_series(0, 2) AS earlier(n)
)
SELECT
  epoch_ms(start),
  epoch_ms(start + 7776000000),
  symbol,
  CAST(round(CAST(sum(price) AS DOUBLE) / count(*), 6) AS DECIMAL(38, 6))
FROM windows
GROUP BY start, symbol

-- Over what the topic holds: the windows that a watermark one second behind has closed.
WITH windows AS (
  SELECT (epoch_ms(ts) // 1000 - n) * 1000 AS start, price
  FROM messages, generate_series(0, 4) AS earlier(n)
)
SELECT
  epoch_ms(start),
  epoch_ms(start + 5000),
  count(*),
  CAST(round(CAST(sum(price) AS DOUBLE) / count(*), 6) AS DECIMAL(38, 6))
FROM windows
GROUP BY start
HAVING start + 5000 - 1 <= (SELECT max(epoch_ms(ts)) - 1000 FROM messages)

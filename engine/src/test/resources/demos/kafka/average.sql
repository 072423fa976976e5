-- In cents, so that halves are rounded up exactly.
WITH closes AS (
  SELECT CAST(round(close * 100) AS BIGINT) AS cents, row_number() OVER () - 1 AS n
  FROM read_csv('${DEMO}/closes.csv', header = true)
),
windows AS (
  SELECT k * 10 AS start
  FROM generate_series(0, (SELECT count(*) FROM closes) // 10) AS series(k)
)
SELECT 'Average price: ' || ((sum(cents) * 2 + 60) // 120 / 100)::DECIMAL(10, 2)
FROM windows JOIN closes ON n BETWEEN start AND start + 59
GROUP BY start
HAVING count(*) = 60

WITH counts AS (
  SELECT auction, COUNT(*) AS num, w
  FROM (
    SELECT auction, epoch_ms("dateTime") // 2000 - UNNEST([0, 1, 2, 3, 4]) AS w FROM bid
  )
  GROUP BY auction, w
)
SELECT auction, num FROM counts WHERE num = (SELECT MAX(num) FROM counts AS c WHERE c.w = counts.w)

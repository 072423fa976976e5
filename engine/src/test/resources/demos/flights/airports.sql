SELECT
  origin,
  count(*),
  count(*) FILTER (delay_minutes > 15),
  avg(delay_minutes),
  max(delay_minutes)
FROM read_csv('${DEMO}/departures.csv', header = true)
GROUP BY origin
HAVING count(*) >= 20

SELECT
  date_trunc('day', departure),
  count(*),
  count(*) FILTER (distance_miles >= 1000),
  sum(greatest(delay_minutes, 0))
FROM read_csv('${DEMO}/departures.csv', header = true)
GROUP BY date_trunc('day', departure)

-- The airports with at least 20 departures so far, and how late they are.

CREATE TABLE departures (
  departure      TIMESTAMP(3),
  origin         STRING,
  destination    STRING,
  delay_minutes  INT,
  distance_miles INT
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/departures.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

SELECT
  origin,
  COUNT(*) AS departures,
  COUNT(*) FILTER (WHERE delay_minutes > 15) AS late,
  AVG(delay_minutes) AS mean_delay,
  MAX(delay_minutes) AS worst_delay
FROM departures
GROUP BY origin
HAVING COUNT(*) >= 20;

-- Traffic of each day, when the day is over: all flights, long ones, and the delay caused in all.

CREATE TABLE departures (
  departure      TIMESTAMP(3),
  origin         STRING,
  destination    STRING,
  delay_minutes  INT,
  distance_miles INT,
  WATERMARK FOR departure AS departure - INTERVAL '1' HOUR
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/departures.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

SELECT
  TUMBLE_START(departure, INTERVAL '1' DAY) AS day_start,
  COUNT(*) AS flights,
  COUNT(*) FILTER (WHERE distance_miles >= 1000) AS long_flights,
  SUM(CASE WHEN delay_minutes > 0 THEN delay_minutes ELSE 0 END) AS delay_minutes
FROM departures
GROUP BY TUMBLE(departure, INTERVAL '1' DAY);

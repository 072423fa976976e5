-- Every hour, the regions whose last 6 hours deserve a look.

CREATE TABLE events (
  `time`    BIGINT,                             -- milliseconds since 1970
  magnitude DOUBLE,
  place     STRING,                             -- '4km W of Castaic, CA'
  type      STRING,
  depth_km  DOUBLE,
  stations  INT,                                -- NULL where the network does not tell
  ts AS TO_TIMESTAMP_LTZ(`time`, 3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/events.json',
  'source.rows-per-second' = '${PACE}',
  'format' = 'json'
);

CREATE VIEW earthquakes AS
SELECT
  ts,
  magnitude,
  depth_km,
  stations,
  CASE
    WHEN place LIKE '%, CA' OR place LIKE '%, California' THEN 'California'
    WHEN place LIKE '%, Alaska' THEN 'Alaska'
    WHEN place LIKE '%, Hawaii' THEN 'Hawaii'
    WHEN place LIKE '%, Nevada' THEN 'Nevada'
    WHEN place LIKE '%, Taiwan' THEN 'Taiwan'
    ELSE 'elsewhere'
  END AS region
FROM events
WHERE type = 'earthquake';

SELECT
  window_start,
  window_end,
  region,
  COUNT(*) AS events,
  COUNT(*) FILTER (WHERE magnitude >= 2.5) AS noticeable,
  MAX(magnitude) AS strongest,
  MIN(depth_km) AS shallowest_km,
  COUNT(stations) AS with_station_count,
  CASE WHEN MAX(magnitude) >= 6 THEN 'severe'
       WHEN MAX(magnitude) >= 4.5 THEN 'strong'
       ELSE 'swarm' END AS alarm
FROM TABLE(HOP(TABLE earthquakes, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '6' HOUR))
GROUP BY window_start, window_end, region
HAVING MAX(magnitude) >= 4.5 OR COUNT(*) >= 40;

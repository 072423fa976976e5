WITH earthquakes AS (
  SELECT
    "time" AS ms,
    magnitude,
    depth_km,
    stations,
    CASE
      WHEN place SIMILAR TO '.*, (CA|California)' THEN 'California'
      WHEN regexp_extract(place, ', (Alaska|Hawaii|Nevada|Taiwan)$', 1) <> ''
        THEN regexp_extract(place, ', (Alaska|Hawaii|Nevada|Taiwan)$', 1)
      ELSE 'elsewhere'
    END AS region
  FROM read_json('${DEMO}/events.json', format = 'newline_delimited')
  WHERE type = 'earthquake'
),
windows AS (
  SELECT (ms // 3600000 - n) * 3600000 AS start, *
  FROM earthquakes, generate_series(0, 5) AS earlier(n)
)
SELECT
  epoch_ms(start),
  epoch_ms(start + 21600000),
  region,
  count(*),
  count(*) FILTER (magnitude >= 2.5),
  max(magnitude),
  min(depth_km),
  count(stations),
  CASE WHEN max(magnitude) >= 6 THEN 'severe'
       WHEN max(magnitude) >= 4.5 THEN 'strong'
       ELSE 'swarm' END
FROM windows
GROUP BY start, region
HAVING max(magnitude) >= 4.5 OR count(*) >= 40

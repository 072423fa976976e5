SELECT bidder, COUNT(*) AS bid_count, MIN("dateTime") AS starttime,
  MAX("dateTime") + INTERVAL 10 SECOND AS endtime
FROM (
  SELECT bidder, "dateTime",
    SUM(starts) OVER (PARTITION BY bidder ORDER BY "dateTime", seq) AS session
  FROM (
    SELECT bidder, "dateTime", seq,
      CASE WHEN "dateTime" < LAG("dateTime") OVER (PARTITION BY bidder ORDER BY "dateTime", seq)
        + INTERVAL 10 SECOND THEN 0 ELSE 1 END AS starts
    FROM bid
  )
)
GROUP BY bidder, session

SELECT auction, bidder, CAST(0.908 AS DECIMAL(4, 3)) * CAST(price AS DECIMAL(18, 0)) AS euros,
  CASE WHEN hour("dateTime") BETWEEN 8 AND 18 THEN 'dayTime'
    WHEN hour("dateTime") <= 6 OR hour("dateTime") >= 20 THEN 'nightTime' ELSE 'otherTime' END,
  "dateTime", extra, length(extra) - length(replace(extra, 'c', ''))
FROM bid
WHERE 908 * price > 1000000000 AND 908 * price < 50000000000

-- q14 with other constants.

SELECT auction, bidder, 1.125 * price AS price,
  CASE
    WHEN HOUR(`dateTime`) >= 7 AND HOUR(`dateTime`) <= 18 THEN 'dayTime'
    WHEN HOUR(`dateTime`) <= 6 OR HOUR(`dateTime`) >= 20 THEN 'nightTime'
    ELSE 'otherTime'
  END AS bidTimeType,
  `dateTime`, extra,
  CHAR_LENGTH(extra) - CHAR_LENGTH(REPLACE(extra, 'q', '')) AS c_counts
FROM bid
WHERE 1.125 * price > 2000000 AND 1.125 * price < 50000000;

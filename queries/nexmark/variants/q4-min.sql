-- q4 with the lowest bid of each auction.

SELECT category, AVG(final) AS final
FROM (
  SELECT MIN(b.price) AS final, a.category
  FROM auction AS a, bid AS b
  WHERE a.id = b.auction AND b.`dateTime` BETWEEN a.`dateTime` AND a.expires
  GROUP BY a.id, a.category
)
GROUP BY category;

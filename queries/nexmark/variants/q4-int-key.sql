-- q4 joined and grouped by INTEGER.

SELECT category, AVG(final) AS final
FROM (
  SELECT MAX(b.price) AS final, a.category
  FROM auction AS a, bid AS b
  WHERE CAST(a.id AS INT) = CAST(b.auction AS INT) AND b.`dateTime` BETWEEN a.`dateTime` AND a.expires
  GROUP BY CAST(a.id AS INT), a.category
)
GROUP BY category;

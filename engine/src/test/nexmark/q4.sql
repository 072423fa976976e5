SELECT category, AVG(price) AS final
FROM (
SELECT a.id, a.seller, a.category, MAX(b.price) AS price
FROM auction AS a JOIN bid AS b ON a.id = b.auction AND b."dateTime" BETWEEN a."dateTime" AND a.expires
GROUP BY ALL
)
GROUP BY category

-- q19 by another column.

SELECT *
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY bidder ORDER BY price DESC) AS rank_number FROM bid
)
WHERE rank_number <= 10;

-- q19 with the five lowest bids.

SELECT *
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price ASC) AS rank_number FROM bid
)
WHERE rank_number <= 5;

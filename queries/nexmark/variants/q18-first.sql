-- q18 with the first bid instead of the last.

SELECT auction, bidder, price, channel, url, `dateTime`, extra
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY bidder, auction ORDER BY `dateTime` ASC) AS rank_number
  FROM bid
)
WHERE rank_number <= 1;

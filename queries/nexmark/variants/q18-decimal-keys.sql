-- q18 by decimals.

SELECT auction, bidder, price, channel, url, `dateTime`, extra
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY CAST(bidder AS DECIMAL(18, 0)), CAST(auction AS DECIMAL(18, 0)) ORDER BY `dateTime` DESC) AS rank_number
  FROM bid
)
WHERE rank_number <= 1;

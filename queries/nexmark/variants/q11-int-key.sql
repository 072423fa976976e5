-- q11 by an INTEGER.

SELECT CAST(bidder AS INT) AS bidder, COUNT(*) AS bid_count,
  SESSION_START(`dateTime`, INTERVAL '10' SECOND) AS starttime,
  SESSION_END(`dateTime`, INTERVAL '10' SECOND) AS endtime
FROM bid
GROUP BY CAST(bidder AS INT), SESSION(`dateTime`, INTERVAL '10' SECOND);

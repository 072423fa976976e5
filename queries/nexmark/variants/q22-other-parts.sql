-- q22 with other parts of the address.

SELECT auction, bidder, price, channel,
  SPLIT_INDEX(url, '/', 2) AS dir1,
  SPLIT_INDEX(url, '/', 4) AS dir2,
  SPLIT_INDEX(url, '/', 6) AS dir3
FROM bid;

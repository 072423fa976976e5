SELECT auction, bidder, price, "dateTime", CAST(auction % 10000 AS VARCHAR) AS value FROM bid

-- q21 with other names.

SELECT auction, bidder, price, channel,
  CASE
    WHEN LOWER(channel) = 'amazon' THEN '0'
    WHEN LOWER(channel) = 'channel-7' THEN '1'
    WHEN LOWER(channel) = 'facebook' THEN '2'
    WHEN LOWER(channel) = 'baidu' THEN '3'
    ELSE REGEXP_EXTRACT(url, '(&|^)channel_id=([^&]*)', 2)
  END AS channel_id
FROM bid
WHERE REGEXP_EXTRACT(url, '(&|^)channel_id=([^&]*)', 2) IS NOT NULL
  OR LOWER(channel) IN ('amazon', 'channel-7', 'facebook', 'baidu');

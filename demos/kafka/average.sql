-- One query writes prices to the topic stock_price; another reads the topic as the consumer group
-- stock_price_consumer and prints the average of the last 60 prices after every 10.

CREATE TABLE closes (
  day     DATE,
  `close` DECIMAL(10, 2)
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/closes.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

-- The value of a message is the bare text of a price: 100.34
CREATE TABLE stock_price (
  price DECIMAL(10, 2)
) WITH (
  'connector' = 'kafka',
  'topic' = 'stock_price',
  'properties.bootstrap.servers' = '${KAFKA}',
  'properties.group.id' = 'stock_price_consumer',
  'format' = 'csv'
);

INSERT INTO stock_price SELECT `close` FROM closes;

SELECT 'Average price: ' || CAST(CAST(AVG(price) AS DECIMAL(10, 2)) AS STRING) AS last_60_prices
FROM TABLE(HOP_ROWS(TABLE stock_price, 10, 60))
GROUP BY window_start, window_end;

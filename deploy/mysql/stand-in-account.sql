-- The account of the Magento stand-in, which reads and writes a shop's tables as Magento's own account does. Replace :user, :password and :shop.
CREATE USER IF NOT EXISTS :user@'%' IDENTIFIED BY :password;
GRANT SELECT, INSERT, UPDATE, DELETE ON :shop.* TO :user@'%';

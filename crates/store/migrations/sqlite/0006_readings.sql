-- What an article was read from is found by the entries that led to it.
create index entries_of_article on entries (article_id) where article_id is not null;

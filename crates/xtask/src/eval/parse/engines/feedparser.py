"""Reads feeds with feedparser, from JSON Lines on standard input, and prints them in Quelle's form.

The argument says how often everything is read. A line is printed for each feed, null for what is none,
and a last one with feedparser's version and the seconds that the fastest round took.
"""

import base64
import json
import re
import sys
import time

import feedparser


def read(row):
    headers = {"content-location": row["url"]}
    if row["content_type"]:
        headers["content-type"] = row["content_type"]
    try:
        return feedparser.parse(row["body"], response_headers=headers)
    except Exception:
        return None


def instant(of, *names):
    for name in names:
        if of.get(name) and of[name].tm_year >= 1:
            return "%04d-%02d-%02dT%02d:%02d:%02dZ" % of[name][:6]


def language(tag):
    is_tag = re.fullmatch("[A-Za-z]{2,3}([-_].*)?", tag or "")
    return tag if is_tag else None


def number(text):
    return int(text) if re.fullmatch("[0-9]{1,9}", str(text or "")) else None


def people(listed):
    return [
        {"name": one.get("name"), "email": one.get("email"), "uri": one.get("href")} for one in listed or [] if one
    ]


def links(of):
    return [
        {"href": link["href"], "rel": link.get("rel"), "type": link.get("type")}
        for link in of.get("links", [])
        if link.get("href")
    ]


def related(of, relation):
    return next((link["href"] for link in links(of) if link["rel"] == relation), None)


def image(of):
    image = of.get("image")
    named = image.get("href") if hasattr(image, "get") else None
    thumbnails = [one.get("url") for one in of.get("media_thumbnail", [])]
    return named or of.get("logo") or next(iter(thumbnails), None)


def feed(of):
    return {
        "title": of.get("title"),
        "subtitle": of.get("subtitle"),
        "link": of.get("link"),
        "links": links(of),
        "language": language(of.get("language")),
        "authors": people(of.get("authors")),
        "rights": of.get("rights"),
        "generator": of.get("generator"),
        "image": image(of),
        "updated_at": instant(of, "updated_parsed", "published_parsed"),
        "hub": related(of, "hub"),
        "self": related(of, "self"),
        "ttl_minutes": number(of.get("ttl")),
    }


def entry(of):
    content = (of.get("content") or [{}])[0]
    source = of.get("source") or {}
    return {
        "id": of.get("id", ""),
        "title": of.get("title"),
        "link": of.get("link"),
        "links": links(of),
        "published_at": instant(of, "published_parsed", "created_parsed"),
        "updated_at": instant(of, "updated_parsed"),
        "date_raw": of.get("published") or of.get("updated") or of.get("created"),
        "authors": people(of.get("authors")),
        "contributors": people(of.get("contributors")),
        "summary": of.get("summary"),
        "content": content.get("value"),
        "content_type": content.get("type"),
        "language": language(content.get("language") or (of.get("title_detail") or {}).get("language")),
        "categories": [tag["term"] for tag in of.get("tags", []) if tag.get("term")],
        "source": {"title": source.get("title"), "link": source.get("href") or source.get("link")},
        "enclosures": [
            {"href": one["href"], "type": one.get("type"), "length": number(one.get("length"))}
            for one in of.get("enclosures", [])
            if one.get("href")
        ],
        "image": image(of),
        "comments": of.get("comments"),
        "rights": of.get("rights"),
    }


def parsed(of):
    if of is None or not of.get("version") and not of.entries:
        return None
    return {
        "feed": feed(of.feed),
        "entries": [entry(one) for one in of.entries],
        "format": "rss",
        "encoding": of.get("encoding") or "",
        "warnings": [],
    }


def main():
    rows = [json.loads(line) for line in sys.stdin]
    for row in rows:
        row["body"] = base64.b64decode(row["body"])
    fastest = float("inf")
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        results = [read(row) for row in rows]
        fastest = min(fastest, time.perf_counter() - start)
    for result in results:
        print(json.dumps(parsed(result)))
    print(json.dumps({"version": feedparser.__version__, "seconds": fastest}))


main()

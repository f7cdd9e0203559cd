//! People as feeds name them: `name`, `address (name)`, `name <address>`, or an element for each.

use news::Person;

use crate::{context::Context, plain, tree::Element};

/// Reads an author; `None` when the element names nobody.
pub(crate) fn read(element: &Element, context: &Context) -> Option<Person> {
    let person = if element.elements().next().is_some() {
        structured(element, context)
    } else {
        from_text(&element.text())
    };
    let uri = element.attribute("href").and_then(|href| context.resolve(href));
    let person = Person { uri: person.uri.or(uri), ..person };
    (person != Person::default()).then_some(person)
}

/// Reads a line that names somebody.
pub(crate) fn from_text(line: &str) -> Person {
    let line = plain::text(line);
    let is_address =
        |word: &&str| word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let brackets = ['(', ')', '<', '>', '[', ']', ',', ';', '"'];
    let address = line.split(|c: char| c.is_whitespace() || brackets.contains(&c)).find(is_address);
    let Some(address) = address else {
        return Person { name: (!line.is_empty()).then_some(line), ..Person::default() };
    };
    let name = line.replacen(address, " ", 1);
    let name = name.trim_matches(|c: char| c.is_whitespace() || brackets.contains(&c)).to_owned();
    Person {
        email: Some(address.trim_start_matches("mailto:").to_owned()),
        name: (!name.is_empty()).then_some(name),
        uri: None,
    }
}

fn structured(element: &Element, context: &Context) -> Person {
    let text = |name| element.child_text(name).map(|text| plain::text(&text));
    let uri = ["uri", "url", "homepage"].into_iter().find_map(text);
    let name = text("name");
    let email = text("email");
    if name.is_none() && email.is_none() && uri.is_none() {
        return from_text(&element.text());
    }
    Person { name, email, uri: uri.and_then(|uri| context.resolve(&uri)) }
}

#[cfg(test)]
mod tests {
    use super::from_text;

    #[test]
    fn lines_that_name_somebody() {
        for (line, name, email) in [
            ("Ann Lee", Some("Ann Lee"), None),
            ("ann@example.org (Ann Lee)", Some("Ann Lee"), Some("ann@example.org")),
            ("Ann Lee <ann@example.org>", Some("Ann Lee"), Some("ann@example.org")),
            ("Ann Lee (ann@example.org)", Some("Ann Lee"), Some("ann@example.org")),
            ("mailto:ann@example.org", None, Some("ann@example.org")),
            ("@ann", Some("@ann"), None),
        ] {
            let person = from_text(line);
            assert_eq!((person.name.as_deref(), person.email.as_deref()), (name, email), "{line}");
        }
    }
}

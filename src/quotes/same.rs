//! Whether two names can be the same one's.

use super::{
    flags::Flags,
    lexicon::{Gender, Lexicon},
};

/// A name's words without full stops and “Jr.”.
pub fn plain(name: &str) -> Vec<&str> {
    name.split_whitespace().map(|word| word.trim_matches(['.', ','])).filter(|word| !matches!(*word, "Jr" | "Sr" | "II" | "III")).collect()
}

/// Whether two names can be the same person's: equal, one the other's last name, or alike but for a middle name.
pub fn same_person(full: &str, other: &str) -> bool {
    let lexicon = Lexicon::of(super::language::Language::English);
    let (a, b) = (plain(full), plain(other));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    match (a.len(), b.len()) {
        (_, 1) if a.len() > 1 => {
            // “Prince Andrew” and “Andrew”; a first name alone only where it is one.
            last_a == last_b || (a[0] == *last_b && lexicon.name(last_b).any(Flags::GIVEN | Flags::FAMILY))
        }
        (2, _) if lexicon.name(a[0]).any(Flags::TITLE) => false,
        (1, _) => last_a == last_b,
        // “Van Der Beek” after “James Van Der Beek”.
        _ if a.len() > b.len() && a.ends_with(&b) => true,
        _ => {
            let (x, y) = (a[0], b[0]);
            let initial = |word: &str, other: &str| word.len() < 3 && other.starts_with(word.trim_end_matches('.'));
            // “Haq” after “Farhan Aziz Haq”, “Chris” for “Christopher”.
            last_a == last_b && (x == y || initial(x, y) || initial(y, x) || short_for(x, y) || short_for(y, x))
        }
    }
}

/// Whether a given name is another's short form, and nobody else's of the other gender: Chris for Christopher, but not Paul for Paula.
fn short_for(short: &str, long: &str) -> bool {
    let lexicon = Lexicon::of(super::language::Language::English);
    let shared = short.chars().zip(long.chars()).take_while(|(x, y)| x == y).count();
    let genders = (Gender::of(lexicon.name(short)), Gender::of(lexicon.name(long)));
    shared >= 3 && !matches!(genders, (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male))
}

/// The first letters of a name's capitalised words.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next().filter(|letter| letter.is_uppercase())).collect()
}

/// Whether two names can be the same body's: equal but for full stops, or one the other's initials.
pub fn same_body(a: &str, b: &str) -> bool {
    let equal = |a: &str, b: &str| a.chars().filter(|letter| *letter != '.').eq(b.chars().filter(|letter| *letter != '.'));
    equal(a, b)
        || (a.split_whitespace().count() > 2 && equal(&initials(a), b))
        || (b.split_whitespace().count() > 2 && equal(&initials(b), a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person() {
        for (a, b, same) in [
            ("Christopher Lane", "Chris Lane", true),
            ("Christopher Lane", "Lane", true),
            ("Christopher Lane", "Christopher", true),
            ("James Van Der Beek", "Van Der Beek", true),
            ("Farhan Aziz Haq", "Farhan Haq", true),
            ("J. Voss", "Johanna Voss", true),
            ("Paul Voss", "Paula Voss", false),
            ("Anna Voss", "Tom Voss", false),
            ("Harbour Nine", "Harbour", false),
        ] {
            assert_eq!(same_person(a, b), same, "{a} and {b}");
        }
        assert!(same_body("Harbour Inspection Agency", "HIA") && same_body("H.I.A.", "HIA"));
        assert!(!same_body("Harbour Inspection Agency", "Harbour Council"));
    }
}

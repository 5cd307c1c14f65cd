//! Telephone numbers: read with the same library's rules the server uses, in its Rust form.
//!
//! The library reads a number that is written plainly. What else people write (digits of other scripts, parameters of a
//! `tel:` address, words around a number) is brought into that form here, as the rules of libphonenumber say.

use phonenumber::{Mode, ParseError, country};

use super::raw::Raw;
use crate::common::value::Phone;

const NO_COUNTRY: &str = "invalid phone number: invalid or missing defaultCountry - this field is optional if the \
                          specified number is in the international format, but required if the number is in national \
                          format, use ISO 3166-1 alpha-2";
const NO_NUMBER: &str = "invalid phone number: the phone number supplied is not a number";
const TOO_LONG: &str = "invalid phone number: the string supplied is too long to be a phone number";

/// The longest text that is looked at.
const LONGEST: usize = 250;
/// The zeros of scripts whose digits stand in tens, from zero to nine.
const ZEROS: [char; 20] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}',
    '\u{1810}', '\u{ff10}',
];

/// Reads `{input, defaultCountry}`.
pub(crate) fn read(raw: &Raw) -> Result<Phone, String> {
    let Raw::Map(map) = raw else {
        return Err(format!("phoneNumber must be a map, but got: {}", raw.go_type()));
    };
    let Some(input) = map.get("input") else {
        return Err("phoneNumber is missing required field 'input'".to_owned());
    };
    let Some(input) = input.text() else { return Err("phoneNumber.input must be a string".to_owned()) };
    let country = match map.get("defaultCountry") {
        None => "",
        Some(country) => country.text().ok_or("phoneNumber.defaultCountry must be a string")?,
    };
    if input.len() > LONGEST {
        return Err(TOO_LONG.to_owned());
    }
    let plain = plain(input);
    if !is_viable(&plain) {
        return Err(NO_NUMBER.to_owned());
    }
    let default_country = country.to_uppercase();
    // The country of an international number is its own.
    let region = match default_country.parse::<country::Id>().ok() {
        _ if plain.starts_with('+') => None,
        None => return Err(NO_COUNTRY.to_owned()),
        region => region,
    };
    let number = phonenumber::parse(region, &plain).map_err(|error| match error {
        ParseError::InvalidCountryCode => NO_COUNTRY,
        ParseError::TooLong => TOO_LONG,
        _ => NO_NUMBER,
    })?;
    Ok(Phone {
        input: input.to_owned(),
        default_country,
        country_code: u64::from(number.code().value()),
        national: number.national().value(),
        international_formatted: number.format().mode(Mode::International).to_string(),
        national_formatted: number.format().mode(Mode::National).to_string(),
        valid: phonenumber::is_valid(&number),
    })
}

/// The number from its plus sign or first digit on, in digits of ASCII, with an extension behind it.
fn plain(input: &str) -> String {
    let input: String = input.chars().map(ascii).collect();
    let (number, parameters) = input.split_once(';').unwrap_or((&input, ""));
    let parameter = |name: &str| parameters.split(';').find_map(|parameter| parameter.strip_prefix(name));
    // A context that is no beginning of a number is the name of a domain, which says nothing.
    let context = parameter("phone-context=").filter(|context| context.starts_with('+'));
    let whole = format!("{}{}", context.unwrap_or_default(), number.trim_start_matches("tel:"));
    let start = whole.find(|c: char| c == '+' || c.is_ascii_digit()).unwrap_or(whole.len());
    let number = whole.get(start..).unwrap_or_default();
    // Fewer than three letters spell no number; but an `x` says that an extension follows.
    let letters = number.chars().filter(char::is_ascii_alphabetic).count();
    let spells = letters >= 3 || number.contains(['x', 'X']);
    let number = number.chars().filter(|c| spells || !c.is_ascii_alphabetic()).collect();
    match parameter("ext=") {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    }
}

fn ascii(c: char) -> char {
    let digit = |zero: &char| {
        let value = u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
        char::from_digit(value, 10)
    };
    match c {
        '\u{ff0b}' => '+',
        _ if c.is_ascii() => c,
        _ => ZEROS.iter().find_map(digit).unwrap_or(c),
    }
}

/// Whether it may be a number: two digits alone, or three before any letter.
fn is_viable(plain: &str) -> bool {
    let digits = plain.chars().take_while(|c| !c.is_alphabetic()).filter(char::is_ascii_digit).count();
    digits >= 3 || (digits == 2 && plain.len() == 2)
}

//! Telephone numbers: read with the same library's rules the server uses, in its Rust form.

use phonenumber::{Mode, country};

use super::raw::Raw;
use crate::common::value::Phone;

const NO_COUNTRY: &str = "invalid phone number: invalid or missing defaultCountry - this field is optional if the \
                          specified number is in the international format, but required if the number is in national \
                          format, use ISO 3166-1 alpha-2";

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
    let default_country = country.to_uppercase();
    let region = default_country.parse::<country::Id>().ok();
    let international = input.trim_start().starts_with(['+', '＋']);
    if region.is_none() && !international {
        return Err(NO_COUNTRY.to_owned());
    }
    let number = phonenumber::parse(region, input).map_err(|error| match error {
        phonenumber::ParseError::InvalidCountryCode => NO_COUNTRY.to_owned(),
        _ => "invalid phone number: the phone number supplied is not a number".to_owned(),
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

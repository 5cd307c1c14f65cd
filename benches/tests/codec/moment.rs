//! Moments in RFC 3339, read and written by hand: the codec under test uses chrono for it.

/// Seconds since 1970, nanoseconds, and minutes east of Greenwich.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    pub(crate) seconds: i64,
    pub(crate) nanos: u32,
    pub(crate) offset: i64,
}

impl<Z: chrono::TimeZone> From<&chrono::DateTime<Z>> for Moment {
    fn from(date: &chrono::DateTime<Z>) -> Self {
        use chrono::Offset as _;
        let offset = i64::from(date.offset().fix().local_minus_utc()) / 60;
        Self { seconds: date.timestamp(), nanos: date.timestamp_subsec_nanos(), offset }
    }
}

impl Moment {
    /// Reads `2026-11-21T09:30:00.5+01:00`.
    pub(crate) fn parse(text: &str) -> Self {
        let part = |from: usize, to: usize| text[from..to].parse::<i64>().expect(text);
        assert!(text.is_ascii() && &text[10..11] == "T", "{text}");
        let days = days(part(0, 4), part(5, 7), part(8, 10));
        let local = days * 86_400 + part(11, 13) * 3_600 + part(14, 16) * 60 + part(17, 19);
        let rest = &text[19..];
        let zone = rest.find(['Z', '+', '-']).expect(text);
        let nanos = match &rest[..zone] {
            "" => 0,
            fraction => format!("{:0<9}", &fraction[1..]).parse().expect(text),
        };
        let offset = match &rest[zone..] {
            "Z" => 0,
            zone => {
                let minutes =
                    zone[1..3].parse::<i64>().expect(text) * 60 + zone[4..6].parse::<i64>().expect(text);
                if zone.starts_with('-') { -minutes } else { minutes }
            }
        };
        Self { seconds: local - offset * 60, nanos, offset }
    }

    /// Writes it with all nine digits, as Go writes those that it needs.
    pub(crate) fn text(self) -> String {
        let local = self.seconds + self.offset * 60;
        let (day, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (year, month, date) = civil(day);
        let sign = if self.offset < 0 { '-' } else { '+' };
        let zone = self.offset.abs();
        format!(
            "{year:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}.{:09}{sign}{:02}:{:02}",
            second / 3_600,
            second / 60 % 60,
            second % 60,
            self.nanos,
            zone / 60,
            zone % 60,
        )
    }
}

/// Days since 1970, after Howard Hinnant's "chrono-compatible low-level date algorithms".
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = (year + era * 400, if month < 10 { month + 3 } else { month - 9 });
    (if month <= 2 { year + 1 } else { year }, month, day)
}

#[test]
fn hand_made_moments() {
    // 2000-03-01 is day 11017; the epoch is day 0.
    assert_eq!(Moment::parse("1970-01-01T00:00:00Z"), Moment { seconds: 0, nanos: 0, offset: 0 });
    assert_eq!(Moment::parse("2000-03-01T00:00:00Z").seconds, 11_017 * 86_400);
    let evening = Moment { seconds: 11_016 * 86_400 + 84_600, nanos: 500_000_000, offset: 60 };
    assert_eq!(Moment::parse("2000-03-01T00:30:00.5+01:00"), evening);
    assert_eq!(evening.text(), "2000-03-01T00:30:00.500000000+01:00");
}

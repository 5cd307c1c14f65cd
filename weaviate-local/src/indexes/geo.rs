//! Places on the earth. There is no index of them: the distance to each is worked out.

use crate::common::value::Geo;

/// The distance over the ground.
pub(crate) fn meters(a: Geo, b: Geo) -> f64 {
    const RADIUS: f64 = 6_371_000.0;
    let radians = |degrees: f32| f64::from(degrees).to_radians();
    let (lat_a, lat_b) = (radians(a.latitude), radians(b.latitude));
    let d_lat = radians(b.latitude) - radians(a.latitude);
    let d_lon = radians(b.longitude) - radians(a.longitude);
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    2.0 * RADIUS * h.sqrt().atan2((1.0 - h).sqrt())
}

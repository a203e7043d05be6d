//! Where do the events happen, and from which country to which do they go?

use serde::Serialize;
use utoipa::ToSchema;

use super::tally::{Tally, Weight, foremost, rounded};
use super::{Archive, Quads, Selection, count_quad};

/// The events at a place.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlaceCount {
    /// The place, in the texts' words.
    pub name: String,
    /// The place's country.
    pub country: Option<String>,
    /// Degrees north, as the newest of its events has it.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// How many events.
    pub events: u32,
    /// The same by quad class.
    #[schema(value_type = [u32; 4])]
    pub quads: Quads,
}

/// What the events at a place add up to, and its coordinates in the first of them.
#[derive(Debug, Default)]
struct Spot {
    coordinates: Option<[f32; 2]>,
    events: u32,
    quads: Quads,
}

/// The events of one country towards another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Flow {
    /// Who acts.
    pub source: String,
    /// Towards whom.
    pub target: String,
    /// How many events.
    pub events: u32,
    /// The same by quad class.
    #[schema(value_type = [u32; 4])]
    pub quads: Quads,
    /// The sum of their intensities.
    pub intensity_sum: f64,
}

impl Archive {
    /// The places of the selection's events, most events first. Those without coordinates are left out.
    pub fn places(&self, selection: &Selection, top: usize) -> Vec<PlaceCount> {
        let (places, countries) = (&self.events.place, &self.events.place_country);
        let mut tally = Tally::<Spot>::default();
        for &position in selection.positions() {
            let row = position as usize;
            let known = self.events.coordinates.get(row).filter(|c| !c[0].is_nan() && !c[1].is_nan());
            let Some(&coordinates) = known else { continue };
            let symbol = |rows: &[u32]| rows.get(row).copied().unwrap_or_default();
            tally.at((symbol(&places.rows), symbol(&countries.rows)), |spot| {
                spot.coordinates.get_or_insert(coordinates);
                spot.events += 1;
                count_quad(&mut spot.quads, self.quad(position));
            });
        }
        let named = |((place, country), spot): ((u32, u32), Spot)| {
            let [lat, lon] = spot.coordinates?;
            let (name, country) = (places.table.get(place).to_owned(), countries.table.value(country));
            let Spot { events, quads, .. } = spot;
            Some(PlaceCount { name, country: country.map(str::to_owned), lat, lon, events, quads })
        };
        let all: Vec<PlaceCount> = tally.rows().into_iter().filter_map(named).collect();
        foremost(all, top, |a, b| {
            b.events.cmp(&a.events).then_with(|| (&a.name, &a.country).cmp(&(&b.name, &b.country)))
        })
    }

    /// The pairs of countries of which one acts towards the other, most events first. A mutual event, as a
    /// meeting, goes both ways; an event counts once a pair.
    pub fn flows(&self, selection: &Selection, top: usize) -> Vec<Flow> {
        let name = |pair| self.pair_of_codes(pair, true);
        let all = foremost(self.between_countries(selection.positions(), true), top, |a, b| {
            b.1.events.cmp(&a.1.events).then_with(|| name(a.0).cmp(&name(b.0)))
        });
        let flow = |(pair, weight): ((u32, u32), Weight)| {
            let (source, target) = name(pair);
            Flow {
                source: source.to_owned(),
                target: target.to_owned(),
                events: weight.events,
                quads: weight.quads,
                intensity_sum: rounded(weight.intensity),
            }
        };
        all.into_iter().map(flow).collect()
    }
}

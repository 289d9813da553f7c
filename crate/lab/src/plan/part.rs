//! The parts of a plan, by name: `run:0`, `sample:2:7`, `bath:1:levels`.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::message::Message;

/// A part of a plan: what it is, where it stands, and the bath that it belongs to where there are several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    bath: Option<usize>,
    name: String,
    place: Vec<usize>,
}

impl Part {
    /// A part of which there is one.
    pub fn new(name: &str) -> Self {
        Self::at(name, &[])
    }

    /// One of several parts of a name.
    pub fn at(name: &str, place: &[usize]) -> Self {
        Self {
            bath: None,
            name: name.to_string(),
            place: place.to_vec(),
        }
    }

    /// The same part of one of several baths.
    pub fn of_bath(self, bath: usize) -> Self {
        Self {
            bath: Some(bath),
            ..self
        }
    }

    /// The bath, and the part of it; `None` where there is one bath alone.
    pub fn in_bath(&self) -> Option<(usize, Part)> {
        let inner = Self {
            bath: None,
            ..self.clone()
        };
        self.bath.map(|bath| (bath, inner))
    }

    /// What it is and where it stands.
    pub fn key(&self) -> (&str, &[usize]) {
        (&self.name, &self.place)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(bath) = self.bath {
            write!(f, "bath:{bath}:")?;
        }
        f.write_str(&self.name)?;
        self.place.iter().try_for_each(|k| write!(f, ":{k}"))
    }
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(rest) = text.strip_prefix("bath:") {
            let (bath, part) = rest.split_once(':').ok_or_else(|| unknown(text))?;
            let bath = bath.parse().map_err(|_| unknown(text))?;
            return Ok(part.parse::<Part>()?.of_bath(bath));
        }
        let mut words = text.split(':');
        let name = words.next().unwrap_or_default();
        let place: Result<Vec<usize>, _> = words.map(str::parse).collect();
        match place {
            Ok(place) if !name.is_empty() => Ok(Self::at(name, &place)),
            Ok(_) | Err(_) => Err(unknown(text)),
        }
    }
}

fn unknown(text: &str) -> Error {
    Error::Input(Message::new("input.part").with("part", text))
}

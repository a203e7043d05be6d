//! Where does a part of the cluster listen?

use std::net::IpAddr;
use std::str::FromStr;

use crate::Error;

/// A host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// A name or an address.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Address {
    /// Whether only this machine reaches it.
    pub fn is_loopback(&self) -> bool {
        self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Whether it is no address of its own but all of a machine's.
    pub fn is_everywhere(&self) -> bool {
        self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_unspecified())
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(address: &str) -> Result<Self, Error> {
        let wrong = || Error::Address { address: address.to_owned() };
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        let port = port.parse().map_err(|_| wrong())?;
        if host.is_empty() { Err(wrong()) } else { Ok(Self { host: host.to_owned(), port }) }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_port() {
        let address: Address = "node-1:50050".parse().unwrap();
        assert_eq!((address.host.as_str(), address.port), ("node-1", 50_050));
        assert!("127.0.0.1:1".parse::<Address>().unwrap().is_loopback() && !address.is_loopback());
        assert!("0.0.0.0:1".parse::<Address>().unwrap().is_everywhere() && !address.is_everywhere());
        for wrong in ["node-1", ":50050", "node-1:x", "node-1:70000"] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }
}

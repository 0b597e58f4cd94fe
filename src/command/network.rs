//! How a phone in the same network gets to the preview: the address of this machine, and its QR code.

use qrcodegen::{QrCode, QrCodeEcc};
use std::io::{IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

/// The white around a code, in modules. Half of what the standard asks for: phones read it from a screen.
const MARGIN: i32 = 2;

/// Returns the address under which others reach what listens at `address`: for "everywhere", that of the way out of this
/// machine. Nothing is sent to find it.
pub(super) fn reachable(address: IpAddr) -> IpAddr {
    if !address.is_unspecified() {
        return address;
    }
    // Addresses for documentation, to which no packet goes (RFC 5737, RFC 3849).
    let (any, far): (IpAddr, IpAddr) = if address.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into())
    } else {
        (Ipv6Addr::UNSPECIFIED.into(), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into())
    };
    let found = UdpSocket::bind((any, 0)).and_then(|socket| {
        socket.connect((far, 9))?;
        socket.local_addr()
    });
    // Without a network, only this machine reaches it.
    found.map_or(
        if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() },
        |it| it.ip(),
    )
}

/// Draws the QR code of an address where a phone can read it: on a terminal that shows colours.
pub(super) fn show_qr(address: &str) {
    let can_be_seen = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if let Some(code) = can_be_seen.then(|| qr(address)).flatten() {
        // If stderr is closed there is nobody to report that to.
        let _ = write!(anstream::stderr(), "{code}");
    }
}

/// Returns the QR code of an address, two rows of modules a line, black on white whatever the colours of the terminal.
fn qr(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let rows = -MARGIN..code.size() + MARGIN;
    let mut text = String::new();
    for y in rows.clone().step_by(2) {
        text.push_str("\x1b[30;107m");
        for x in rows.clone() {
            // Outside of the code all modules are light.
            text.push(match (code.get_module(x, y), code.get_module(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        text.push_str("\x1b[0m\n");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everywhere_is_shown_as_an_address_that_can_be_opened() {
        let one: IpAddr = Ipv4Addr::new(192, 168, 1, 5).into();
        assert_eq!(reachable(one), one);
        assert!(!reachable(Ipv4Addr::UNSPECIFIED.into()).is_unspecified());
        assert!(!reachable(Ipv6Addr::UNSPECIFIED.into()).is_unspecified());
    }

    #[test]
    fn code_is_drawn_with_its_margin() {
        let address = "http://192.168.1.5:4000/?token=0123456789abcdef0123456789abcdef";
        let text = qr(address).expect("a code");
        let code = QrCode::encode_text(address, QrCodeEcc::Low).expect("a code");
        let rows: Vec<Vec<char>> = text
            .lines()
            .map(|line| {
                line.trim_start_matches("\x1b[30;107m")
                    .trim_end_matches("\x1b[0m")
                    .chars()
                    .collect()
            })
            .collect();
        assert_eq!(rows.len() as i32, (code.size() + 2 * MARGIN + 1) / 2);
        for y in 0..code.size() {
            for x in 0..code.size() {
                let (row, column) = ((y + MARGIN) as usize, (x + MARGIN) as usize);
                let dark = match rows[row / 2][column] {
                    '█' => true,
                    '▀' => row % 2 == 0,
                    '▄' => row % 2 == 1,
                    _ => false,
                };
                assert_eq!(dark, code.get_module(x, y), "{x} {y}");
            }
        }
    }
}

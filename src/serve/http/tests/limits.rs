//! Clients that are slow, and more of them than there may be.

use super::*;

/// Few connections, and little patience.
const NARROW: Limits =
    Limits { connections: 4, head: Duration::from_millis(400), write: Duration::from_millis(400) };

#[test]
fn clients_that_send_no_head_make_room_for_others() {
    let server = Server::within(NARROW, "/", Access::ThisMachine);
    server.show(&[("feed.xml", "<feed/>")]);
    let slow: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET /feed.xml HTTP/1.1\r\nHost: local").unwrap();
            stream
        })
        .collect();
    assert_eq!(&*server.get("/feed.xml").body, "<feed/>", "it waits for one of the four");
    for mut stream in slow {
        let mut rest = Vec::new();
        // Closed or reset, with or without an answer.
        let _ = stream.read_to_end(&mut rest);
        assert!(!String::from_utf8_lossy(&rest).contains("feed/"));
    }
}

#[test]
fn clients_that_take_no_answer_make_room_for_others() {
    let server = Server::within(NARROW, "/", Access::ThisMachine);
    let large = "x".repeat(64 << 20);
    server.show(&[("large.txt", &large), ("feed.xml", "<feed/>")]);
    let _slow: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        })
        .collect();
    assert_eq!(&*server.get("/feed.xml").body, "<feed/>");
}

#[test]
fn more_connections_than_there_may_be_wait() {
    let patient = Limits { connections: 2, head: Duration::from_secs(60), ..NARROW };
    let server = Server::within(patient, "/", Access::ThisMachine);
    server.show(&[("feed.xml", "<feed/>")]);
    let open: Vec<TcpStream> = (0..2).map(|_| server.connect()).collect();
    let mut waiting = server.connect();
    waiting.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    waiting
        .write_all(b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut reply = String::new();
    assert!(waiting.read_to_string(&mut reply).is_err() && reply.is_empty(), "{reply}");
    drop(open);
    waiting.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    waiting.read_to_string(&mut reply).unwrap();
    assert!(reply.ends_with("<feed/>"), "{reply}");
}

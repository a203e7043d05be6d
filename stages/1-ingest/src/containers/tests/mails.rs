//! Do mails and mailboxes give their texts?

use super::*;

#[test]
fn a_mail_gives_its_plain_text_and_what_its_head_says() {
    let documents = fine(MAIL.as_bytes());
    let [mail] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(mail.origin, "in");
    assert_eq!(text(mail).trim(), "Minister José met envoys.");
    assert_eq!(mail.facts.title.as_deref(), Some("Envoys meet in Oslo"));
    assert_eq!(mail.facts.bylines, ["Mira Søl"]);
    assert_eq!(mail.facts.published, Some(given("2021-12-07T18:04:05+03:00")));
    let html =
        MAIL.replace("text/plain", "text/html").replace("From: =?utf-8?q?Mira_S=C3=B8l?=", "From: SANA");
    let documents = fine(html.as_bytes());
    assert!(matches!(&documents[0].content, Content::Html(h) if h.contains("Envoys met")));
    assert_eq!((documents[0].facts.outlet.as_deref(), documents[0].facts.bylines.len()), (Some("SANA"), 0));
}

#[test]
fn a_mailbox_gives_every_mail() {
    let mail = |n: u32| {
        format!(
            "From ada@example.org Tue Dec  7 15:04:05 2021\nFrom: Ada <ada@example.org>\nSubject: {n}\nMIME-Version: 1.0\n\
             Content-Type: text/plain; format=flowed\n\nThe envoys \nmet.\n\n>From Oslo they left.\nFrom there on.\n\n"
        )
    };
    let mailbox: String = (1..=3).map(mail).collect();
    let documents = fine(mailbox.as_bytes());
    assert_eq!(documents.iter().map(|d| d.origin.as_str()).collect::<Vec<_>>(), ["in#1", "in#2", "in#3"]);
    assert_eq!(documents[2].facts.title.as_deref(), Some("3"));
    assert_eq!(text(&documents[0]).trim_end(), "The envoys met.\n\nFrom Oslo they left.\nFrom there on.");
}

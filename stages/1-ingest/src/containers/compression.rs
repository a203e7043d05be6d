//! How does compressed data come out without blowing up? Through a guard that counts.

use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::error::Cause;
use super::options::Limits;
use super::sniff::Format;
use super::source::{Source, Status};

/// The unpacked bytes of a compressed source; `None` where the format is no compression.
pub(crate) fn unpack<'a>(
    source: Source<'a>,
    format: Format,
    limits: &Limits,
    status: &Status,
) -> Result<Source<'a>, Source<'a>> {
    let guard = |reader| Guard::new(reader, limits, status);
    let reader: Box<dyn Read + Send + 'a> = match format {
        Format::Gzip => Box::new(MultiGzDecoder::new(source)),
        Format::Zstd => Box::new(Zstd { source: Some(source), frame: None }),
        Format::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(source)),
        _ => return Err(source),
    };
    Ok(Source::new(guard(reader), format, status.clone()))
}

/// Ends the bytes where a limit is passed, and notes which.
pub(crate) struct Guard<R> {
    reader: R,
    limits: Limits,
    status: Status,
    out: u64,
}

impl<R: Read> Guard<R> {
    pub(crate) fn new(reader: R, limits: &Limits, status: &Status) -> Self {
        Self { reader, limits: limits.clone(), status: status.clone(), out: 0 }
    }

    /// The reader within.
    pub(crate) fn into_inner(self) -> R {
        self.reader
    }

    fn broken_limit(&self) -> Option<Cause> {
        let Limits { ratio, unchecked, output, .. } = self.limits;
        if self.out > output {
            return Some(Cause::Output { bytes: output });
        }
        let bomb = self.out > unchecked && self.out > self.status.read().saturating_mul(ratio);
        bomb.then_some(Cause::Ratio { ratio })
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(cause) = self.broken_limit() {
            self.status.note(cause);
            return Ok(0);
        }
        let n = self.reader.read(buffer)?;
        self.out = self.out.saturating_add(n as u64);
        Ok(n)
    }
}

/// All frames of a zstd file, one after the other; those that hold no data are passed over.
struct Zstd<'a> {
    source: Option<Source<'a>>,
    frame: Option<StreamingDecoder<Source<'a>, FrameDecoder>>,
}

impl Zstd<'_> {
    /// Opens the next frame; false at the end.
    fn open(&mut self) -> io::Result<bool> {
        let Some(mut source) = self.source.take() else { return Ok(false) };
        while let Some(length) = skippable(source.peek(8)) {
            source.take_bytes(8 + u64::from(length), 0, &mut Vec::new());
        }
        if source.peek(1).is_empty() {
            return Ok(false);
        }
        self.frame = Some(StreamingDecoder::new(source).map_err(io::Error::other)?);
        Ok(true)
    }
}

/// The length of a frame that holds no data.
fn skippable(head: &[u8]) -> Option<u32> {
    match head.first_chunk::<8>()? {
        [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d] => Some(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => None,
    }
}

impl Read for Zstd<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let Some(frame) = &mut self.frame else {
                if self.open()? {
                    continue;
                }
                return Ok(0);
            };
            let n = frame.read(buffer)?;
            if n > 0 {
                return Ok(n);
            }
            self.source = self.frame.take().map(StreamingDecoder::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn through(bytes: &[u8], format: Format, limits: &Limits) -> (Vec<u8>, Option<String>) {
        let status = Status::default();
        let root = super::super::source::Root { reader: bytes, status: status.clone() };
        let source = Source::new(root, Format::Page, status.clone());
        let mut out = unpack(source, format, limits, &status).unwrap();
        (out.read_whole(1 << 30).0, status.stopped())
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn frames_and_members_follow_each_other() {
        let limits = Limits::default();
        let two = [gz(b"Envoys "), gz(b"met.")].concat();
        assert_eq!(through(&two, Format::Gzip, &limits), (b"Envoys met.".to_vec(), None));
        let zst = |b: &[u8]| compress_to_vec(b, CompressionLevel::Fastest);
        let empty = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
        let frames = [&empty[..], &zst(b"Envoys "), &empty, &zst(b"met."), &empty].concat();
        assert_eq!(through(&frames, Format::Zstd, &limits), (b"Envoys met.".to_vec(), None));
    }

    #[test]
    fn bombs_are_cut() {
        let limits = Limits { unchecked: 1_000, ratio: 100, ..Limits::default() };
        let zeros = vec![0; 10_000_000];
        let (out, why) = through(&gz(&zeros), Format::Gzip, &limits);
        assert!(out.len() < 3_000_000 && why.unwrap().contains("100 times"), "{}", out.len());
        let bomb = compress_to_vec(&zeros[..], CompressionLevel::Fastest);
        let (out, why) = through(&bomb, Format::Zstd, &limits);
        assert!(out.len() < 3_000_000 && why.is_some());
        let limits = Limits { output: 5_000, ..Limits::default() };
        let (out, why) = through(&gz(&zeros), Format::Gzip, &limits);
        assert!(out.len() < 500_000 && why.unwrap().contains("5000 bytes"));
    }

    #[test]
    fn what_came_before_the_cut_is_kept() {
        let text: Vec<u8> =
            (0..20_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let mut packed = gz(&text);
        packed.truncate(packed.len() / 2);
        let (out, why) = through(&packed, Format::Gzip, &Limits::default());
        assert!(out.len() > 30_000 && text.starts_with(&out));
        assert!(why.unwrap().starts_with("the gzip file is damaged"));
    }
}

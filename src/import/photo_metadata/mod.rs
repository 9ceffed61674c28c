//! What a picture's file says of itself: Exif, IPTC-IIM, XMP, in the precedence that the IPTC's guideline sets.
//! <https://iptc.org/std/photometadata/documentation/mapping-guidelines/>

mod exif;
mod iim;
mod said;
mod xmp;

pub(super) use said::describe;

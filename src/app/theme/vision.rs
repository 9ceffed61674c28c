//! How colours look to readers who do not tell all of them apart. Only tests ask.
//!
//! Simulated after Machado, Oliveira and Fernandes (2009) for a cone that is missing altogether; distances are taken in Oklab, where
//! about 0.02 can just be told apart side by side.

use egui::Color32;

/// Whose eyes.
#[derive(Clone, Copy, Debug)]
pub enum Vision {
    /// All three cones.
    Full,
    /// No red cone.
    Protanopia,
    /// No green cone.
    Deuteranopia,
    /// No blue cone.
    Tritanopia,
}

impl Vision {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Full, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// What becomes of linear red, green and blue.
    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => {
                [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]]
            }
            Self::Deuteranopia => {
                [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]]
            }
            Self::Tritanopia => {
                [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]]
            }
        }
    }

    /// How far apart two colours are to these eyes.
    pub fn distance(self, one: Color32, other: Color32) -> f64 {
        let [one, other] = [one, other].map(|colour| oklab(self.seen(colour)));
        one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn seen(self, colour: Color32) -> [f64; 3] {
        let linear = [colour.r(), colour.g(), colour.b()].map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        times(self.matrix(), linear).map(|channel| channel.clamp(0.0, 1.0))
    }
}

fn oklab(linear: [f64; 3]) -> [f64; 3] {
    const CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(LAB, times(CONES, linear).map(f64::cbrt))
}

fn times(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

#[test]
fn speakers_are_told_apart_by_colour_blind_readers() {
    use super::{Scheme, Tokens};
    for scheme in [Scheme::Light, Scheme::Dark] {
        let tokens = Tokens::of(scheme);
        for vision in Vision::ALL {
            for (at, one) in tokens.speaker.iter().enumerate() {
                for (behind, other) in tokens.speaker[at + 1..].iter().enumerate() {
                    let distance = vision.distance(*one, *other);
                    let least = if scheme == Scheme::Light { 0.1 } else { 0.07 };
                    assert!(
                        distance >= least,
                        "{scheme:?}, {vision:?}: speakers {} and {} are {distance:.3} apart",
                        at + 1,
                        at + behind + 2
                    );
                }
            }
        }
    }
}

#[test]
fn two_colours_that_a_missing_cone_confuses_are_near_each_other() {
    // A leaf green and a warm grey of the same lightness.
    let (green, grey) = (Color32::from_rgb(0x00, 0x79, 0x5A), Color32::from_rgb(0x6F, 0x6A, 0x64));
    assert!(Vision::Full.distance(green, grey) > 0.1);
    assert!(Vision::Deuteranopia.distance(green, grey) < 0.02);
}

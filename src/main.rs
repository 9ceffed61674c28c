//! On Record: reads archives of news articles, in a window or on the command line.

fn main() {
    println!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
}

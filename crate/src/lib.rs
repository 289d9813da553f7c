pub mod error;
pub mod scenario;

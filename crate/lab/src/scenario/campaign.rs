//! Keys that campaigns, mail programs, networks and document editors add to any link. No set-up has them, and none is ever copied on.
//!
//! The page knows them before it has the module: `www/keys.ts` is written from these lists.

/// Whole names, in small letters.
pub const KEYS: [&str; 49] = [
    // Advertisements.
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "_openstat",
    "epik",
    "s_kwcid",
    "srsltid",
    "wickedid",
    // Networks of people.
    "fbclid",
    "mibextid",
    "igshid",
    "igsh",
    "twclid",
    "ref_src",
    "ref_url",
    "ttclid",
    "li_fat_id",
    "sccid",
    "spm",
    // Mail.
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "mkt_tok",
    "oly_enc_id",
    "oly_anon_id",
    "_ke",
    "_kx",
    "__s",
    // Counting of readers, and newspapers.
    "_ga",
    "_gl",
    "s_cid",
    "icid",
    "ncid",
    "cmpid",
    "xtor",
    "echobox",
    // What Google and Outlook put around a link that leads out of a document or a mail.
    "sa",
    "source",
    "ust",
    "usg",
    "ved",
    "data",
    "sdata",
    "reserved",
    "originalsrc",
];

/// What names begin with, in small letters.
pub const FAMILIES: [&str; 13] = [
    "utm_", "mc_", "pk_", "mtm_", "matomo_", "piwik_", "vero_", "gad_", "hsa_", "__hs", "at_",
    "_branch_", "ck_",
];

/// Whether a key is one of these.
pub fn is_campaign(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    KEYS.contains(&name.as_str()) || FAMILIES.iter().any(|family| name.starts_with(family))
}

// The names of a set-up's parameters, and those of campaigns. Written from the schema: WRITE_TYPES=1 cargo test -p second-law-lab types

// biome-ignore format: a list of words
export const KEYS = [
  'v', 'preset', 'bath', 'bosons', 'hopping', 'repulsion', 'disorder', 'seed', 'attach', 'coupling',
  'potential', 'occupation', 'state', 'compare', 'beta', 'index', 'mu', 'times', 'late', 'levels',
  'statistics', 'at', 'turn', 'kick', 'kick-site', 'mismatch', 'panel', 'observable', 'epsilon', 'family',
  'samples', 'currents', 'lang', 'theme', 'embed', 'hide',
];

// Those that say how the page looks, and not what it shows.
// biome-ignore format: a list of words
export const LOOKS = [
  'lang', 'theme', 'embed', 'hide',
];

// Keys that campaigns and other programs add to any link, and what such keys begin with.
// biome-ignore format: a list of words
export const CAMPAIGN_KEYS = [
  'gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'msclkid', 'yclid', '_openstat', 'epik', 's_kwcid',
  'srsltid', 'wickedid', 'fbclid', 'mibextid', 'igshid', 'igsh', 'twclid', 'ref_src', 'ref_url', 'ttclid',
  'li_fat_id', 'sccid', 'spm', '_hsenc', '_hsmi', 'hsctatracking', 'mkt_tok', 'oly_enc_id', 'oly_anon_id', '_ke',
  '_kx', '__s', '_ga', '_gl', 's_cid', 'icid', 'ncid', 'cmpid', 'xtor', 'echobox',
  'sa', 'source', 'ust', 'usg', 'ved', 'data', 'sdata', 'reserved', 'originalsrc',
];

// biome-ignore format: a list of words
export const CAMPAIGN_FAMILIES = [
  'utm_', 'mc_', 'pk_', 'mtm_', 'matomo_', 'piwik_', 'vero_', 'gad_', 'hsa_', '__hs',
  'at_', '_branch_', 'ck_',
];

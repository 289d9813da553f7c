//! Builds the page's WebAssembly package: `cargo run -p xtask --profile tool -- wasm [--fast]`.
//!
//! Compiles the crate `second-law` for the browser, binds and packs it, which leaves in `www/pkg`
//! `second_law.js`, `second_law.d.ts`, `second_law_bg.wasm` and the same module as the page loads it,
//! `second_law.bin`; and in `www/pkg/first` the same of the smaller module that a first visit loads.
//! Files that would not change are not written, so that whatever watches them stays quiet. `--fast`
//! compiles sooner (no link-time optimisation) to a module that is larger and slower: for development
//! only.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use lzma_rust2::{LzmaOptions, LzmaWriter};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const NAME: &str = "second_law";
/// Features of the crate and the folder of the package that is built with them.
const BUILDS: [(&str, &str); 2] = [("first-visit", "www/pkg/first"), ("", "www/pkg")];
const USAGE: &str = "usage: cargo run -p xtask --profile tool -- wasm [--fast]";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["wasm"] => wasm("wasm"),
        ["wasm", "--fast"] => wasm("wasm-fast"),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles with the given Cargo profile, binds, and writes the package.
fn wasm(profile: &str) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace");
    ensure_target(root)?;
    for (features, folder) in BUILDS {
        let module = compile(root, profile, features)?;
        bind(&module, &root.join(folder))?;
    }
    Ok(())
}

/// Installs the compiler's library for the browser where it is missing.
fn ensure_target(root: &Path) -> Outcome {
    let output = rustc(root)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()?;
    let folder = String::from_utf8(output.stdout)?;
    if output.status.success() && Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup")
        .current_dir(root)
        .args(["target", "add", TARGET]))
}

/// Compiles the crate's library and returns the module's path.
///
/// Built in a target folder of its own: shared with native builds, each would invalidate part of
/// the other. Built as a `cdylib` alone: Cargo leaves out link-time optimisation where the same
/// build must also give an `rlib`. Messages of panics name files as seen from the project or the
/// dependency, so that the module does not depend on where it was built.
fn compile(root: &Path, profile: &str, features: &str) -> Outcome<PathBuf> {
    let shared = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let target = root.join(shared).join("wasm");
    let flags: Vec<String> = sources(root)
        .iter()
        .map(|path| format!("'--remap-path-prefix={}/='", path.display()))
        .collect();
    let config = format!("target.{TARGET}.rustflags=[{}]", flags.join(","));
    run(Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["rustc", "--locked", "--package", "second-law-wasm", "--lib"])
        .args(["--features", features])
        .args(["--target", TARGET, "--profile", profile])
        .args(["--config", &config, "--target-dir"])
        .arg(&target))?;
    Ok(target
        .join(TARGET)
        .join(profile)
        .join(NAME)
        .with_extension("wasm"))
}

/// The folders that sources are compiled from: the project, and where Cargo unpacks dependencies.
fn sources(root: &Path) -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let user = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
        user.map(|home| PathBuf::from(home).join(".cargo"))
    });
    let unpacked = home.map(|home| home.join("registry/src"));
    let registries = unpacked.and_then(|folder| fs::read_dir(folder).ok());
    let registries = registries.into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = registries.map(|entry| entry.path()).collect();
    folders.push(root.to_path_buf());
    folders
}

/// Binds the module for the web and writes the package to `folder`.
fn bind(module: &Path, folder: &Path) -> Outcome {
    let mut package = Bindgen::new()
        .input_path(module)
        .out_name(NAME)
        .web(true)?
        .typescript(true)
        // After a panic the page goes on with a new instance.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    if package
        .snippets()
        .values()
        .any(|snippets| !snippets.is_empty())
        || !package.local_modules().is_empty()
    {
        return Err(
            "a dependency brings JavaScript of its own, which the package would not contain".into(),
        );
    }
    fs::create_dir_all(folder)?;
    write(
        &folder.join("second_law.js"),
        shaken(package.js()).as_bytes(),
    )?;
    write(
        &folder.join("second_law.d.ts"),
        package.ts().ok_or("no types were generated")?.as_bytes(),
    )?;
    let module = package.wasm_mut().emit_wasm();
    write(&folder.join("second_law_bg.wasm"), &module)?;
    write(&folder.join("second_law.bin"), &packed(&module)?)
}

/// The module as LZMA with a header that says its size; www/engine/lzma.ts unpacks it.
fn packed(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    options.dict_size = 1 << 22;
    // Code has no positions that come back every four bytes, and its bytes say much about the next.
    (options.lc, options.pb) = (4, 0);
    let mut writer =
        LzmaWriter::new_use_header(Vec::new(), &options, Some(u64::try_from(module.len())?))?;
    writer.write_all(module)?;
    Ok(writer.finish()?)
}

/// The bindings without what ties each class to `using`, which the page does not write: a bundle can then leave out the classes
/// that it does not use, as the workers' does.
fn shaken(bindings: &str) -> String {
    let lines = bindings.lines();
    let kept = lines.filter(|line| !line.starts_with("if (Symbol.dispose) "));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Writes a file unless it already holds these bytes.
fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes)?;
    println!("wrote {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// The compiler that Cargo would use in `root`.
fn rustc(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(root);
    command
}

fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "{} ended with {status}",
            command.get_program().to_string_lossy()
        )
        .into())
    }
}

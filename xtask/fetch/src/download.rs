//! A file over HTTP, within limits.

use anyhow::{Context, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use openapi_loom_runtime::http::{http_client_builder, reqwest};
use reqwest::redirect::Policy;
use xtask::fetch::Limits;

/// Gets a file. A progress bar shows on a terminal.
pub(crate) fn download(url: &str, limits: &Limits) -> anyhow::Result<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let download = async {
        match tokio::time::timeout(limits.time, get(url, limits)).await {
            Ok(done) => done,
            Err(_) => bail!("not complete within {:?}", limits.time),
        }
    };
    runtime
        .block_on(download)
        .map_err(|error| anyhow!("cannot get {url}: {error:#}\n  help: nothing was changed"))
}

async fn get(url: &str, limits: &Limits) -> anyhow::Result<Vec<u8>> {
    let client = http_client_builder()
        // Nothing secret is sent; but what began in secret stays so.
        .redirect(Policy::limited(10))
        .https_only(url.starts_with("https:"))
        .user_agent(concat!("xtask/", env!("CARGO_PKG_VERSION")))
        .build()?;
    let mut answer = client.get(url).send().await.map_err(plain)?;
    let status = answer.status();
    if !status.is_success() {
        bail!("the server says {status}");
    }
    let expected = answer.content_length();
    if expected.is_some_and(|bytes| bytes > limits.bytes) {
        bail!("it is larger than {} bytes", limits.bytes);
    }
    let progress = progress(expected)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(plain)? {
        if (bytes.len() + chunk.len()) as u64 > limits.bytes {
            bail!("it is larger than {} bytes", limits.bytes);
        }
        bytes.extend_from_slice(&chunk);
        progress.set_position(bytes.len() as u64);
    }
    progress.finish_and_clear();
    Ok(bytes)
}

/// Returns an error without the URL, which the message begins with.
fn plain(error: reqwest::Error) -> anyhow::Error {
    anyhow::Error::new(error.without_url())
}

fn progress(expected: Option<u64>) -> anyhow::Result<ProgressBar> {
    let bar = expected.map_or_else(ProgressBar::no_length, ProgressBar::new);
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}")
        .context("the progress bar")?;
    Ok(bar.with_style(style))
}

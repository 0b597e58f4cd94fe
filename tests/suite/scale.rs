//! What a build costs grows with the site, not with its square.

use crate::harness::Site;
use rayon::ThreadPoolBuilder;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Twice the site may take this many times as long; what is quadratic takes four times.
const MOST: f64 = 2.6;

/// Holds that a site of twice the size takes about twice as long. `made` makes a site of a size; a
/// site of size `n` should take some tenths of a second.
pub fn grows_evenly(n: usize, made: impl Fn(usize) -> Site) {
    let (small, large) = (made(n), made(2 * n));
    let mut ratios: Vec<f64> = Vec::new();
    while ratios.len() < 5 && ratios.iter().filter(|ratio| **ratio < MOST).count() < 3 {
        ratios.push(cost(&large).as_secs_f64() / cost(&small).as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    assert!(median < MOST, "twice the site takes {median:.1} times as long: {ratios:.1?}");
}

/// The processor time of one build, on a thread of its own, so that tests beside it do not count.
fn cost(site: &Site) -> Duration {
    std::thread::scope(|scope| {
        let build = || {
            let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
            let pool = pool.expect("a pool of this thread alone");
            let (started, spent) = (Instant::now(), processor_time());
            pool.install(|| site.build());
            match spent.zip(processor_time()) {
                Some((before, after)) if after > before => after - before,
                _ => started.elapsed(),
            }
        };
        scope.spawn(build).join().expect("a build")
    })
}

/// The time that this thread has spent on a processor, where the system tells.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// Notices, each with a body of its own.
fn notices(n: usize, body: impl Fn(usize) -> String) -> Site {
    (1..=n).fold(Site::basic(), |site, i| {
        let front = format!("number: 鲁医协发〔2026〕{i}号\ndate: 2026-03-15");
        site.notice(&format!("notice-{i}"), &front, &body(i))
    })
}

#[test]
fn dead_links_grow_evenly() {
    grows_evenly(300, |n| {
        notices(n, |i| {
            format!("[旧](/old/article-{i}.html)、[旧](old-{i}.md)、![图](picture-{i}.png)")
        })
    });
}

#[test]
fn dead_fragments_grow_evenly() {
    grows_evenly(700, |n| {
        let body = (0..n).fold(String::new(), |mut body, i| {
            let _ = write!(body, "## 第{i}个标题\n\n[见](#没有的标题-{i})\n\n");
            body
        });
        notices(1, |_| body.clone())
    });
}

#[test]
fn missing_attachments_grow_evenly() {
    grows_evenly(700, |n| {
        let files = (0..n).fold(Site::basic(), |site, i| {
            site.bytes(&format!("content/notices/附件-{i}.pdf"), b"x")
        });
        let list = (0..n).fold("attachments:\n".to_owned(), |mut list, i| {
            let _ = writeln!(list, "  - {{title: 附件, file: 没有的文件-{i}.pdf}}");
            list
        });
        let front = format!("number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n{list}");
        files.notice("one", front.trim_end(), "正文。")
    });
}

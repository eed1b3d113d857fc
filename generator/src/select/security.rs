//! The security of a service: its schemes, and what each operation asks for.

use std::cmp::Reverse;
use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::Deserialize;
use serde_json::{Value, json};

use super::closure::Closure;
use super::group::{OperationNode, layers, operations_of};
use super::operation;
use super::schemes::{self, SchemeNames};
use super::wire::is_token;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::ir::{Auth, KeyScheme, Security, Service};
use crate::source::{Document, Node, Pointer};
use crate::vocabulary::ObjectKind;
use crate::words::{all_of, code, letters};

/// The name of the scheme of a document that declares none: one can give a key,
/// and has to give none.
const UNDECLARED: &str = "api_key";

/// The schemes in their order, if they are supported.
type Schemes<'n> = IndexMap<&'n str, Option<KeyScheme>>;

/// The security of a service and of its operations.
pub(super) struct Secured {
    schemes: Vec<KeyScheme>,
    /// The security of the operations that are not in `own`.
    security: Security,
    /// The security that each of the operations asks for itself.
    own: Vec<Option<Security>>,
}

impl Secured {
    /// Puts what is said of all operations into their service, and gives what
    /// each of them says itself.
    pub(super) fn over(self, service: &mut Service) -> Vec<Option<Security>> {
        service.schemes = self.schemes;
        service.security = self.security;
        self.own
    }
}

/// Reads the schemes, and what the wanted operations ask for. `unmatched` is how
/// bad it is that an entry of the configuration matches nothing.
pub(super) fn read<'d>(
    named: &SchemeNames<'d>,
    wanted: &[OperationNode<'d>],
    config: &Config,
    unmatched: Severity,
    closure: &mut Closure<'d>,
    report: &mut Report,
) -> Secured {
    let document = closure.document;
    let mut read =
        |(name, scheme): (&'_ String, &Node<'d>)| declared(name, *scheme, closure, report);
    let read: Vec<Option<KeyScheme>> = named.schemes.iter().map(&mut read).collect();
    let schemes: Schemes<'_> = named.schemes.keys().map(String::as_str).zip(read).collect();
    check_config(&schemes, config, unmatched, report);
    check_shape(document.root(), report);
    wanted.iter().for_each(|found| check_shape(found.node, report));
    let root = said(document.root());
    let is_said = root.is_some() || operations_of(document).any(|node| said(node).is_some());
    let inherited = match root {
        Some(root) => requirement(root, named, &schemes, report),
        None if is_said => Security::new(),
        None => if_set(&schemes, document, report),
    };
    // Each requirement once, and which one each operation has.
    let mut distinct: IndexSet<Security> = IndexSet::from([inherited]);
    let mut asked: Vec<usize> = Vec::with_capacity(wanted.len());
    for found in wanted {
        let own = said(found.node).map(|own| requirement(own, named, &schemes, report));
        asked.push(own.map_or(0, |own| distinct.insert_full(own).0));
    }
    if schemes.is_empty() {
        // Whatever is asked for: nobody knows how that would be sent.
        let name = UNDECLARED.to_owned();
        let scheme = KeyScheme { name, auth: Auth::Bearer, description: None };
        let security = vec![Vec::new(), vec![UNDECLARED.to_owned()]];
        return Secured { schemes: vec![scheme], security, own: vec![None; wanted.len()] };
    }
    let chosen = config.security.api_key.as_deref().filter(|name| is_usable(&schemes, name));
    let mut counts = vec![0; distinct.len()];
    asked.iter().for_each(|number| counts[*number] += 1);
    let used = used(&schemes, chosen, &distinct, &counts);
    let shared = match asked.first() {
        Some(first) if counts[*first] == asked.len() => *first,
        // The security that most operations ask for; of several, the first.
        Some(_) if root.is_none() => {
            let most = counts.iter().copied().max();
            asked.iter().copied().find(|number| Some(counts[*number]) == most).unwrap_or_default()
        }
        _ => 0,
    };
    let own = |number: usize| (number != shared).then(|| distinct[number].clone());
    let own = asked.into_iter().map(own).collect();
    Secured { schemes: used, security: distinct[shared].clone(), own }
}

/// Returns the `security` of an object.
pub(super) fn said(node: Node<'_>) -> Option<Node<'_>> {
    node.get("security").filter(|security| security.is_list())
}

/// Reports `security` that says nothing, since it is no list of objects.
fn check_shape(node: Node<'_>, report: &mut Report) {
    let Some(security) = node.get("security").filter(|security| !security.is_null()) else {
        return;
    };
    let wrong = match security.is_list() {
        true => security.items().find(|alternative| !alternative.is_object()),
        false => Some(security),
    };
    if let Some(wrong) = wrong {
        let at = wrong.at();
        let message = "`security` is a list of objects, each of schemes with their scopes; this is \
                       left out";
        let warning = Diagnostic::warning("security", &at, message);
        report.push(warning.settled_without(&at, "It says nothing."));
    }
}

/// Returns what can be sent for a requirement.
fn requirement<'d>(
    asked: Node<'d>,
    named: &SchemeNames<'d>,
    schemes: &Schemes<'_>,
    report: &mut Report,
) -> Security {
    let mut security = Security::new();
    for alternative in asked.items().filter(|alternative| alternative.is_object()) {
        let mut names = Vec::new();
        for (name, scopes) in named.asked_for(alternative) {
            if !schemes.contains_key(name) {
                let what = match schemes.is_empty() {
                    true => "a bearer token is sent if it is set",
                    false => "nothing is sent for it",
                };
                let lack = match alternative.document().resolve(alternative, name) {
                    Err(why) if name.contains('#') => format!("leads nowhere ({why})"),
                    _ => "`components/securitySchemes` does not declare".to_owned(),
                };
                let message = format!("`security` asks for `{name}`, which {lack}: {what}");
                let warning = Diagnostic::warning("security", &scopes.at(), message);
                report.push_counted(warning.help(BY_HAND));
            } else if is_usable(schemes, name) {
                names.push(name.to_owned());
            }
        }
        report_shared_place(alternative, &names, named, schemes, report);
        if !security.contains(&names) {
            security.push(names);
        }
    }
    security
}

/// Reports schemes of one alternative that have their credentials in one place of a request:
/// of these the last one is sent.
fn report_shared_place<'d>(
    alternative: Node<'d>,
    names: &[String],
    named: &SchemeNames<'d>,
    schemes: &Schemes<'_>,
    report: &mut Report,
) {
    let mut places: IndexMap<String, Vec<&str>> = IndexMap::new();
    for name in names {
        let scheme = schemes.get(name.as_str()).and_then(Option::as_ref);
        if let Some(place) = scheme.and_then(|scheme| only_place(&scheme.auth)) {
            places.entry(place).or_default().push(name);
        }
    }
    for (place, sharing) in places {
        let [_, .., last] = sharing.as_slice() else { continue };
        let all: Vec<String> = sharing.iter().map(|name| code(name)).collect();
        let (all, last, at) = (all_of(&all), code(last), alternative.at());
        let message = format!(
            "`security` asks for {all} at once, which go into one {place}: only \
             that of {last} is sent"
        );
        let one_each: Vec<Value> =
            sharing.iter().map(|sent| without(alternative, named, &sharing, sent)).collect();
        let warning = Diagnostic::warning("security", &at, message).help(
            "if one of them is enough, write each as an alternative of its own; else give what the \
             server reads there by `header`",
        );
        let why = "One of them is enough.";
        let holder = alternative.parent().and_then(Node::parent);
        report.push(match holder {
            Some(holder) => warning.settled_without(&at, why).settled_with(
                &holder.at(),
                json!({ "security": one_each }),
                why,
            ),
            None => warning,
        });
    }
}

/// Returns an alternative with one alone of the schemes that go into one place.
fn without<'d>(
    alternative: Node<'d>,
    named: &SchemeNames<'d>,
    sharing: &[&str],
    sent: &str,
) -> Value {
    let is_kept = |name: &str| name == sent || !sharing.contains(&name);
    let kept = named.asked_for(alternative).into_iter().filter(|(name, _)| is_kept(name));
    let written = |scopes: Node<'_>| scopes.key().unwrap_or_default().to_owned();
    Value::Object(kept.map(|(_, scopes)| (written(scopes), scopes.to_value())).collect())
}

/// Describes the place of a credential, if a request can have one alone there.
fn only_place(auth: &Auth) -> Option<String> {
    match auth {
        Auth::Bearer | Auth::Basic => Some("header `authorization`".to_owned()),
        Auth::Header(name) => Some(format!("header {}", code(&name.to_ascii_lowercase()))),
        Auth::Cookie(name) => Some(format!("cookie {}", code(name))),
        Auth::Query(_) => None,
    }
}

/// The most schemes of which any choice is an alternative; of more, all and each are.
const MOST_CHOICES: usize = 4;

/// Returns the security of a document that declares schemes and does not say what for: all of
/// them that are set.
fn if_set(schemes: &Schemes<'_>, document: &Document, report: &mut Report) -> Security {
    let usable = schemes.iter().filter_map(|(name, scheme)| Some((*name, scheme.as_ref()?)));
    let usable: Vec<(&str, Option<String>)> =
        usable.map(|(name, scheme)| (name, only_place(&scheme.auth))).collect();
    let mut security = vec![Vec::new()];
    security.extend(together(&usable));
    if let Some(node) = schemes::declared(document.root())
        && security.len() > 1
    {
        let message = "nothing asks for a security scheme: a credential is sent if it is set";
        let help = "write `security: [{…: []}]` at the document's root, or at the operations";
        report.push(Diagnostic::warning("security", &node.at(), message).help(help));
    }
    security
}

/// Returns the schemes that can be sent at once, those of more before those of fewer: one place has
/// one credential.
fn together(usable: &[(&str, Option<String>)]) -> Vec<Vec<String>> {
    let count = usable.len();
    let chosen = |choice: &usize| (0..count).filter(|at| choice >> at & 1 == 1).collect();
    let choices: Vec<Vec<usize>> = match count {
        0..=MOST_CHOICES => (1..1_usize << count).map(|choice| chosen(&choice)).collect(),
        _ => (0..count).map(|at| vec![at]).chain([(0..count).collect()]).collect(),
    };
    let share_no_place = |choice: &Vec<usize>| {
        let mut places = HashSet::new();
        choice.iter().all(|at| usable[*at].1.as_ref().is_none_or(|place| places.insert(place)))
    };
    let mut choices: Vec<Vec<usize>> = choices.into_iter().filter(share_no_place).collect();
    choices.sort_by_key(|choice| (Reverse(choice.len()), choice.clone()));
    let names = |choice: Vec<usize>| choice.iter().map(|at| usable[*at].0.to_owned()).collect();
    choices.into_iter().map(names).collect()
}

fn is_usable(schemes: &Schemes<'_>, name: &str) -> bool {
    schemes.get(name).is_some_and(Option::is_some)
}

/// Returns the schemes that are asked for, in the order in which they are declared but
/// for the one of the API key, which is first: the chosen one, or else the one
/// that most operations ask for. Of several, it is one that all inherit, one
/// that is enough by itself, one that is called so, and the first.
fn used(
    schemes: &Schemes<'_>,
    chosen: Option<&str>,
    distinct: &IndexSet<Security>,
    counts: &[usize],
) -> Vec<KeyScheme> {
    /// A scheme, and how it is asked for.
    struct Use {
        scheme: KeyScheme,
        operations: usize,
        inherited: bool,
        alone: bool,
        first: usize,
    }
    let mut uses: IndexMap<&str, Use> = IndexMap::new();
    for (name, scheme) in schemes {
        let Some(scheme) = scheme.clone() else { continue };
        let (inherited, alone) = (false, false);
        uses.insert(name, Use { scheme, operations: 0, inherited, alone, first: usize::MAX });
    }
    let mut mentions = 0;
    for (number, (security, operations)) in distinct.iter().zip(counts).enumerate() {
        let mut known: HashSet<&str> = HashSet::new();
        for names in security {
            for name in names {
                mentions += 1;
                let Some(one) = uses.get_mut(name.as_str()) else { continue };
                one.inherited |= number == 0;
                if *operations == 0 {
                    continue;
                }
                one.first = one.first.min(mentions);
                one.alone |= names.len() == 1;
                one.operations += if known.insert(name) { *operations } else { 0 };
            }
        }
    }
    let key = chosen.map(str::to_owned).or_else(|| {
        let best = uses.values().min_by_key(|one| {
            let is_called_so = letters(&one.scheme.name) == "apikey";
            (Reverse(one.operations), !one.inherited, !one.alone, !is_called_so, one.first)
        });
        best.map(|one| one.scheme.name.clone())
    });
    let is_key = |one: &Use| key.as_ref() == Some(&one.scheme.name);
    let mut uses: Vec<Use> = uses.into_values().collect();
    uses.retain(|one| is_key(one) || one.operations > 0);
    uses.sort_by_key(|one| !is_key(one));
    uses.into_iter().map(|one| one.scheme).collect()
}

/// Checks what the configuration says of schemes.
fn check_config(schemes: &Schemes<'_>, config: &Config, unmatched: Severity, report: &mut Report) {
    let at = Pointer::root().child("security");
    let key = config.security.api_key.iter().map(|name| (at.child("api_key"), name));
    let variables = config.security.environment.keys();
    let variables = variables.map(|name| (at.child("environment").child(name), name));
    for (at, name) in key.chain(variables) {
        if !is_usable(schemes, name) {
            let message = format!("the document has no security scheme `{name}` that is supported");
            let known: Vec<&str> =
                schemes.keys().copied().filter(|name| is_usable(schemes, name)).collect();
            let help = match known.is_empty() {
                true => "it has none at all".to_owned(),
                false => format!("it has: {}", known.join(", ")),
            };
            let error = Diagnostic::error("config-unmatched", &at, message);
            report.push(Diagnostic {
                severity: unmatched,
                ..error.in_input(Input::Config).help(help)
            });
        }
    }
}

/// The advice on a scheme that is not supported.
const BY_HAND: &str = "give what it needs by `header`, or by a client of your own";

/// Reads a scheme, with the place of its credential in a request. What is not supported
/// is reported.
fn declared<'d>(
    name: &str,
    scheme: Node<'d>,
    closure: &mut Closure<'d>,
    report: &mut Report,
) -> Option<KeyScheme> {
    for layer in layers(scheme) {
        closure.check(ObjectKind::SecurityScheme.of(layer), layer, report);
        let flows = layer.get("flows");
        flows.into_iter().for_each(|flows| closure.check(ObjectKind::OAuthFlows, flows, report));
        for (_, flow) in flows.into_iter().flat_map(Node::entries) {
            closure.check(ObjectKind::OAuthFlow, flow, report);
        }
    }
    match auth_of(scheme) {
        Ok(auth) => {
            let text = operation::description(scheme).map(|text| text.trim().to_owned());
            let description = text.filter(|text| !text.is_empty());
            Some(KeyScheme { name: name.to_owned(), auth, description })
        }
        Err(what) => {
            let at = scheme.at();
            let message = format!(
                "the security scheme `{name}`, {what}, is not supported: nothing is sent for it"
            );
            report.push(Diagnostic::warning("security", &at, message).help(BY_HAND));
            None
        }
    }
}

/// Returns where a scheme has the credential, or what it is that is not supported.
fn auth_of(scheme: Node<'_>) -> Result<Auth, String> {
    let scheme = scheme.resolved().ok_or("a reference that leads nowhere")?;
    match SecurityScheme::deserialize(scheme.to_value()) {
        Ok(SecurityScheme::HTTP { scheme, .. }) => match scheme.to_lowercase().as_str() {
            "basic" => Ok(Auth::Basic),
            "bearer" => Ok(Auth::Bearer),
            _ => Err(format!("HTTP's {scheme}")),
        },
        Ok(SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. }) => {
            Ok(Auth::Bearer)
        }
        Ok(SecurityScheme::APIKey { location, name, .. }) => match location {
            _ if name.is_empty() => Err("an API key without a name".to_owned()),
            APIKeyLocation::Query => Ok(Auth::Query(name)),
            _ if !is_token(&name) => Err(format!("an API key whose name is {name:?}")),
            APIKeyLocation::Header => Ok(Auth::Header(name)),
            APIKeyLocation::Cookie => Ok(Auth::Cookie(name)),
        },
        // OpenAPI 2.0 calls it so; and some write flows that say less than they should.
        Err(_) => match scheme.get("type").and_then(Node::as_str) {
            Some("basic") => Ok(Auth::Basic),
            Some("oauth2" | "openIdConnect") => Ok(Auth::Bearer),
            Some(kind) => Err(format!("of the type `{kind}`")),
            None => Err("of no type".to_owned()),
        },
    }
}

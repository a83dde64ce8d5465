"""The files of `deploy/`: that they agree with each other and with the app, as far as can be told without a cluster."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from benchmarks.behind import MAIN, TEMPLATE, program, rendered
from calculator import settings, web

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
VALUES = set(re.findall(r"\$\{(CALCULATOR_\w+)\}", TEMPLATE.read_text(encoding="utf-8")))
SETTINGS = {setting.name for setting in settings.SETTINGS}
OWN = "networking-calculator"
"""The image that the Dockerfile makes."""


def read(name):
    """A file of `deploy/`."""
    return (DEPLOY / name).read_text(encoding="utf-8")


def pairs(text):
    """The variables that a file of settings sets."""
    return dict(re.findall(r'^([A-Z_]+)="?(.*?)"?$', text, re.MULTILINE))


def compose():
    """The services of the compose file."""
    return yaml.safe_load(read("compose.yaml"))["services"]


def kustomization():
    """What Kubernetes is given besides the manifests, by name."""
    made = yaml.safe_load(read("kustomization.yaml"))
    literals = {
        each["name"]: dict(line.split("=", 1) for line in each.get("literals", ()))
        for each in made["configMapGenerator"]
    }
    return made, literals


def manifests():
    """Every object of the manifests, by its kind and name."""
    made, _ = kustomization()
    objects = [each for path in made["resources"] for each in yaml.safe_load_all(read(path)) if each]
    return {(each["kind"], each["metadata"]["name"]): each for each in objects}


def containers():
    """Every container of the manifests, by its name."""
    pods = [each["spec"]["template"]["spec"] for (kind, _), each in manifests().items() if kind in WORKLOADS]
    return {container["name"]: (container, pod) for pod in pods for container in pod["containers"]}


WORKLOADS = ("Deployment", "StatefulSet")


def given():
    """The values of nginx's template at each place of hosting."""
    in_compose = {name: str(value) for name, value in compose()["nginx"]["environment"].items()}
    in_compose["CALCULATOR_EDGE"] = ""  # as the variable's default in the compose file
    return {
        "server": pairs(read("server/nginx.env")),
        "compose": in_compose,
        "kubernetes": kustomization()[1]["nginx-values"],
    }


@pytest.mark.parametrize("place", given())
def test_nginx_takes_its_configuration(place, tmp_path):
    """At each place every value of the template is given and no other, and nginx itself finds nothing wrong with it."""
    values = {name: value for name, value in given()[place].items() if name.startswith("CALCULATOR_")}
    assert values.keys() == VALUES
    address = re.fullmatch(values["CALCULATOR_REPLICA_ADDRESSES"], "127.0.0.1:8502")
    assert bool(address) == (place == "server")
    if program() is None:
        pytest.skip("There is no nginx here.")
    # neither the names of replicas nor the folders of a server are here, and an older nginx cannot ask again for names
    text = rendered({**values, "CALCULATOR_CACHE": str(tmp_path / "cache"), "CALCULATOR_ACCESS_LOG": "/dev/null"})
    text = re.sub(r"server [a-z.]+:8501 resolve", "server 127.0.0.1:8501", text)
    text = re.sub(r"resolver [a-z.-]+ ", "resolver 127.0.0.1 ", text)
    (tmp_path / "calculator.conf").write_text(text)
    (tmp_path / "mime.types").write_text("types {}")
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path, user=""))
    command = [program(), "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    assert subprocess.run(command, check=False, capture_output=True, text=True).stderr == ""


def test_what_the_app_is_told_are_settings_of_its():
    """No variable of ours stands in these files that the app does not read, and the others trust nginx."""
    told = {
        "server": pairs(read("server/calculator.env")),
        "compose": compose()["app"]["environment"],
        "kubernetes": kustomization()[1]["app"],
    }
    image = dict(re.findall(r"^\s+(CALCULATOR_\w+)=(\S+)", read("Dockerfile"), re.MULTILINE))
    for variables in (*told.values(), image):
        assert {name for name in variables if name.startswith("CALCULATOR_")} <= SETTINGS
    for variables in told.values():
        assert variables["CALCULATOR_TRUSTED_PROXIES"]
        assert int(variables["CALCULATOR_DRAIN_SECONDS"]) > 5, "nginx asks every five seconds who is there"


def test_every_probe_asks_for_what_there_is():
    """The paths of probes are routes of the app or of nginx, on the port that is open there."""
    routes = {route.path for route in web.routes() if hasattr(route, "path")}
    there = {"app": routes, "nginx": set(re.findall(r"location = (\S+)", TEMPLATE.read_text()))}
    for name, paths in there.items():
        container, _ = containers()[name]
        probes = [probe for key, probe in container.items() if key.endswith("Probe")]
        assert len(probes) >= 2
        ports = {port["name"] for port in container["ports"]}
        for probe in probes:
            assert probe["httpGet"]["path"] in paths
            assert probe["httpGet"]["port"] in ports
    (checked,) = re.findall(r"127\.0\.0\.1:8501(/\w+)", read("Dockerfile"))
    assert checked in routes
    assert "/nginx-health" in str(compose()["nginx"]["healthcheck"])


def test_ports_and_images_agree():
    """The same port of the app and the same images stand everywhere."""
    assert re.search(r"^EXPOSE 8501$", read("Dockerfile"), re.MULTILINE)
    assert "--server.port=8501" in read("Dockerfile")
    container, _ = containers()["app"]
    assert [port["containerPort"] for port in container["ports"]] == [8501, 9501]
    assert container["image"] == compose()["app"]["image"] == OWN
    made, literals = kustomization()
    assert [image["name"] for image in made["images"]] == [OWN]
    assert literals["app"]["CALCULATOR_METRICS_PORT"] == compose()["app"]["environment"]["CALCULATOR_METRICS_PORT"]
    for name in ("nginx", "postgres"):
        assert containers()[name][0]["image"] == compose()[name]["image"]
    for place in ("compose", "kubernetes"):
        assert ":8501 resolve " in given()[place]["CALCULATOR_REPLICAS"]


def test_nothing_runs_as_root_or_writes_where_it_runs():
    """Each container has a file system that cannot be written to, no rights of a root and no secret in its text."""
    for name, (container, pod) in containers().items():
        assert container["securityContext"]["readOnlyRootFilesystem"], name
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert pod["securityContext"]["runAsNonRoot"]
    for name in ("nginx", "app"):
        service = compose()[name]
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"]
    assert re.search(r"^USER 10001:10001$", read("Dockerfile"), re.MULTILINE)
    assert "DynamicUser=yes" in read("server/calculator@.service")
    assert pairs(read("compose.env.example"))["POSTGRES_PASSWORD"] == ""


def test_objects_find_each_other():
    """Services, budgets, scaling and policies select pods that there are; maps and secrets that are read are made."""
    objects, (made, literals) = manifests(), kustomization()
    labels = [
        each["spec"]["template"]["metadata"]["labels"] for (kind, _), each in objects.items() if kind in WORKLOADS
    ]
    for (kind, name), each in objects.items():
        spec = each.get("spec", {})
        chosen = spec.get("selector", spec.get("podSelector"))
        if chosen is not None:
            assert chosen.get("matchLabels", chosen) in labels, (kind, name)
        if kind == "HorizontalPodAutoscaler":
            assert ("Deployment", spec["scaleTargetRef"]["name"]) in objects
    secrets = {each["name"] for each in made["secretGenerator"]}
    keys = pairs(read("kubernetes/secret.env.example")).keys()
    for container, pod in containers().values():
        refs = [each["valueFrom"]["secretKeyRef"] for each in container.get("env", ()) if "valueFrom" in each]
        assert all(ref["name"] in secrets and ref["key"] in keys for ref in refs)
        maps = [each["configMapRef"]["name"] for each in container.get("envFrom", ())]
        maps += [volume["configMap"]["name"] for volume in pod["volumes"] if "configMap" in volume]
        assert set(maps) <= literals.keys()
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        claimed = {"data"} if container["name"] == "postgres" else set()
        assert mounted == {volume["name"] for volume in pod["volumes"]} | claimed


def test_the_image_holds_what_it_copies():
    """All that is copied is there and let in, and nothing else is let in."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", read("Dockerfile"), re.MULTILINE)
    copied = [part for line in lines for part in line.split()]
    let_in = re.findall(r"^!(\S+)$", read("Dockerfile.dockerignore"), re.MULTILINE)
    assert sorted(copied) == sorted(let_in)
    assert all((ROOT / name).exists() for name in copied)
    assert "--require-hashes -r requirements.txt" in read("Dockerfile")


def test_kubernetes_own_tool_puts_it_together(tmp_path):
    """Where kubectl is, it makes one text of the manifests, with the configuration of nginx as it is here."""
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("There is no kubectl here.")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    secret = tmp_path / "deploy" / "kubernetes" / "secret.env"
    shutil.copy(secret.with_name("secret.env.example"), secret)
    made = subprocess.run([kubectl, "kustomize", str(tmp_path / "deploy")], check=True, capture_output=True, text=True)
    objects = [each for each in yaml.safe_load_all(made.stdout) if each]
    assert {each["kind"] for each in objects} >= {kind for kind, _ in manifests()} | {"ConfigMap", "Secret"}
    template = next(each["data"] for each in objects if "default.conf.template" in each.get("data", {}))
    assert template["default.conf.template"] == TEMPLATE.read_text(encoding="utf-8")

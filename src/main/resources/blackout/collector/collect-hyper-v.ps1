<#
.SYNOPSIS
Collects the facts of a Hyper-V failover cluster that Blackout needs, as one JSON file.

.DESCRIPTION
Reads only: every command that asks a machine is a Get-. Nothing is changed, tested or moved.
Needs the modules FailoverClusters and Hyper-V (Windows Server 2012 or later, or a workstation with
the remote tools) and the rights to read the cluster and its nodes.
Names of VMs, nodes, adapters and volumes are written; notes, descriptions, addresses and accounts are not.

.PARAMETER Cluster
The cluster; the local one if not given.

.PARAMETER OutFile
The file to write; blackout-cluster.json in the current folder if not given.

.EXAMPLE
.\collect-hyper-v.ps1 -Cluster CLUSTER-1 -OutFile cluster-1.json
#>
[CmdletBinding()]
param(
    [string]$Cluster = '.',
    [string]$OutFile = 'blackout-cluster.json'
)

$ErrorActionPreference = 'Stop'
Import-Module FailoverClusters, Hyper-V

$theCluster = Get-Cluster -Name $Cluster
$nodeNames = @(Get-ClusterNode -Cluster $theCluster.Name | ForEach-Object { $_.Name })

# The priority below which a drain saves a VM instead of moving it live.
$moveType = Get-ClusterResourceType -Cluster $theCluster.Name -Name 'Virtual Machine' |
    Get-ClusterParameter -Name MoveTypeThreshold -ErrorAction SilentlyContinue
$hosts = @($nodeNames | ForEach-Object { Get-VMHost -ComputerName $_ })
$fewest = ($hosts | Measure-Object -Property MaximumVirtualMachineMigrations -Minimum).Minimum

$clusterFacts = [ordered]@{
    Name                            = $theCluster.Name
    SameSubnetDelay                 = $theCluster.SameSubnetDelay
    SameSubnetThreshold             = $theCluster.SameSubnetThreshold
    ResiliencyDefaultPeriod         = $theCluster.ResiliencyDefaultPeriod
    MoveTypeThreshold               = $(if ($moveType) { $moveType.Value })
    MaximumVirtualMachineMigrations = $fewest
}

$nodeFacts = @()
$adapterFacts = @()
foreach ($name in $nodeNames) {
    $system = Get-CimInstance -ComputerName $name -ClassName Win32_OperatingSystem
    $computer = Get-CimInstance -ComputerName $name -ClassName Win32_ComputerSystem
    $processor = Get-CimInstance -ComputerName $name -ClassName Win32_Processor | Select-Object -First 1
    $nodeFacts += [ordered]@{
        Name                  = $name
        MemoryBytes           = $computer.TotalPhysicalMemory
        OperatingSystem       = $system.Caption
        ProcessorManufacturer = $processor.Manufacturer
        ProcessorName         = $processor.Name
    }
    foreach ($adapter in Get-NetAdapter -CimSession $name -Physical | Where-Object { $_.Status -eq 'Up' }) {
        $adapterFacts += [ordered]@{
            Node               = $name
            Name               = $adapter.Name
            SpeedBitsPerSecond = $adapter.Speed
        }
    }
}

$volumeFacts = @()
$mountPoints = @{}
foreach ($volume in Get-ClusterSharedVolume -Cluster $theCluster.Name) {
    $shared = $volume.SharedVolumeInfo | Select-Object -First 1
    $mountPoints[$shared.FriendlyVolumeName] = $volume.Name
    $volumeFacts += [ordered]@{
        Name      = $volume.Name
        SizeBytes = $shared.Partition.Size
        FreeBytes = $shared.Partition.FreeSpace
        Shared    = $true
    }
}

$priorities = @{}
Get-ClusterGroup -Cluster $theCluster.Name |
    Where-Object { $_.GroupType -eq 'VirtualMachine' } |
    ForEach-Object { $priorities[$_.Name] = $_.Priority }

$vmFacts = @()
foreach ($name in $nodeNames) {
    foreach ($vm in Get-VM -ComputerName $name) {
        $on = $mountPoints.Keys | Where-Object { $vm.ConfigurationLocation -like "$_\*" -or $vm.ConfigurationLocation -eq $_ } |
            Select-Object -First 1
        $vmFacts += [ordered]@{
            Name            = $vm.Name
            Id              = "$($vm.Id)"
            Node            = $name
            State           = "$($vm.State)"
            ProcessorCount  = $vm.ProcessorCount
            MemoryAssigned  = $vm.MemoryAssigned
            MemoryStartup   = $vm.MemoryStartup
            Version         = "$($vm.Version)"
            Priority        = $priorities[$vm.Name]
            Volume          = $(if ($on) { $mountPoints[$on] })
        }
    }
}

$facts = [ordered]@{
    BlackoutCollector = 1
    Cluster           = $clusterFacts
    Nodes             = @($nodeFacts)
    Adapters          = @($adapterFacts)
    Volumes           = @($volumeFacts)
    Vms               = @($vmFacts)
}
ConvertTo-Json -InputObject $facts -Depth 4 | Out-File -FilePath $OutFile -Encoding UTF8
Write-Output "Wrote $OutFile"
